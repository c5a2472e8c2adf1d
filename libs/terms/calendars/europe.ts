import { easter, fixed, type HolidayRule, once } from './holiday-rule.js';

const newYear = fixed('New Year', 1, 1);
const goodFriday = easter('Good Friday', -2);
const easterMonday = easter('Easter Monday', 1);
const labourDay = fixed('Labour Day', 5, 1);
const ascension = easter('Ascension Day', 39);
const whitMonday = easter('Whit Monday', 50);
const corpusChristi = easter('Corpus Christi', 60);
const assumption = fixed('Assumption of Mary', 8, 15);
const allSaints = fixed('All Saints', 11, 1);
const immaculateConception = fixed('Immaculate Conception', 12, 8);
const christmas = fixed('Christmas Day', 12, 25);
const secondChristmasDay = fixed('Second day of Christmas', 12, 26);

/** Closing days of the euro's settlement system, as the European Central Bank fixed them for the long term in 2000. */
export const target: readonly HolidayRule[] = [newYear, goodFriday, easterMonday, labourDay, christmas, secondChristmasDay, once('Changeover to euro cash', '2001-12-31')];

/** Germany: the holidays of all its states. */
export const germany: readonly HolidayRule[] = [
  newYear,
  goodFriday,
  easterMonday,
  labourDay,
  ascension,
  whitMonday,
  fixed('Day of German Unity', 10, 3),
  once('Five hundredth anniversary of the Reformation', '2017-10-31'),
  christmas,
  secondChristmasDay,
];

/** Austria: Arbeitsruhegesetz, section 7. */
export const austria: readonly HolidayRule[] = [
  newYear,
  fixed('Epiphany', 1, 6),
  easterMonday,
  labourDay,
  ascension,
  whitMonday,
  corpusChristi,
  assumption,
  fixed('National Day', 10, 26),
  allSaints,
  immaculateConception,
  christmas,
  secondChristmasDay,
];

/** France: Code du travail, article L3133-1, without the days of single departments. */
export const france: readonly HolidayRule[] = [
  newYear,
  easterMonday,
  labourDay,
  fixed('Victory 1945', 5, 8),
  ascension,
  whitMonday,
  fixed('National Day', 7, 14),
  assumption,
  allSaints,
  fixed('Armistice 1918', 11, 11),
  christmas,
];

const suspended = [2013, 2014, 2015];

/** Portugal: Código do Trabalho, article 234; four of its holidays were suspended from 2013 to 2015. */
export const portugal: readonly HolidayRule[] = [
  newYear,
  goodFriday,
  fixed('Freedom Day', 4, 25),
  labourDay,
  { ...corpusChristi, except: suspended },
  fixed('Day of Portugal', 6, 10),
  assumption,
  { ...fixed('Republic Day', 10, 5), except: suspended },
  { ...allSaints, except: suspended },
  { ...fixed('Restoration of Independence', 12, 1), except: suspended },
  immaculateConception,
  christmas,
];
