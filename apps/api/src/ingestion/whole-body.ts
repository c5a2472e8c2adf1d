/** What the interface says of bodies that are refused as a whole. */
export const wholeBody =
  'Items are taken or rejected one by one. A body is refused as a whole when it cannot be read as JSON at all (a bare NaN, a missing bracket), is not UTF-8, repeats a key, is nested more than 32 levels deep or has more than 1,000 items, because then nobody can say where one item ends and the next begins, or which of two values was meant. A stream (/import) judges every line by itself.';
