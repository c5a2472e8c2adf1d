"""Times what Python users run instead, on the same rows. Answers questions on standard input, one a line.

Without arguments it says which of the peers are here. With a folder it reads the columns there; each question names an operation,
each answer has the seconds of the operation alone, without imports and reading, and the numbers it found.
"""
import json
import os
import sys
import time
import warnings
from importlib import import_module

warnings.filterwarnings("ignore")

MODULES = {"numpy": "numpy", "scipy": "scipy", "scikit-learn": "sklearn", "pandas": "pandas", "Fairlearn": "fairlearn", "NannyML": "nannyml", "Evidently": "evidently"}
SEXES = ["Female", "Male"]
RACES = ["White", "Black", "Asian", "Hispanic", "Native", "Pacific", "Two", "Three", "Other"]
CHUNKS = 10


def versions():
    found = {"python": sys.version.split()[0]}
    for name, module in MODULES.items():
        try:
            found[name] = import_module(module).__version__
        except Exception:  # a package that is there and cannot be imported is not there
            pass
    return found


def read(folder):
    import numpy as np

    def column(name, kind):
        return np.fromfile(os.path.join(folder, name), dtype=kind)

    rows = {name: column(name, "<f8") for name in ["scores", "outcomes", "reference", "current"]}
    rows["sex"] = np.array(SEXES, dtype=object)[column("sex", "u1")]
    rows["race"] = np.array(RACES, dtype=object)[column("race", "u1")]
    rows["y"], rows["d"] = rows["outcomes"].astype(int), column("decisions", "u1").astype(int)
    rows["half"] = len(rows["scores"]) // 2
    return rows


def auc(rows):
    from sklearn.metrics import roc_auc_score

    return lambda: [roc_auc_score(rows["y"], rows["scores"])]


def brier_calibration(rows):
    from sklearn.calibration import calibration_curve
    from sklearn.metrics import brier_score_loss

    def run():
        brier = brier_score_loss(rows["y"], rows["scores"])
        observed, promised = calibration_curve(rows["y"], rows["scores"], n_bins=10)
        return [brier, abs(observed - promised).max()]

    return run


def ks(rows):
    from scipy.stats import ks_2samp

    return lambda: [ks_2samp(rows["reference"], rows["current"]).statistic]


def wasserstein(rows):
    from scipy.stats import wasserstein_distance

    return lambda: [wasserstein_distance(rows["reference"], rows["current"])]


def psi(rows):
    import numpy as np

    def shares(values, edges):
        counts = np.bincount(np.searchsorted(edges, values, side="left"), minlength=len(edges) + 1)
        return np.where(counts == 0, 1e-4, counts / len(values))

    def run():
        edges = np.unique(np.quantile(rows["reference"], np.arange(1, 10) / 10))
        p, q = shares(rows["reference"], edges), shares(rows["current"], edges)
        return [((q - p) * np.log(q / p)).sum()]

    return run


def fairness(rows):
    import pandas as pd
    from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate

    metrics = {"selection": selection_rate, "tpr": true_positive_rate, "fpr": false_positive_rate}
    groups = pd.DataFrame({"sex": rows["sex"], "race": rows["race"]})

    def run():
        found = []
        for names in [["sex"], ["race"], ["sex", "race"]]:
            frame = MetricFrame(metrics=metrics, y_true=rows["y"], y_pred=rows["d"], sensitive_features=groups[names])
            found += [frame.difference()[name] for name in metrics]
        return found

    return run


def cbpe(rows):
    import nannyml
    import pandas as pd

    frame = pd.DataFrame({"score": rows["scores"], "prediction": rows["d"], "outcome": rows["y"]})
    reference, analysis = frame.iloc[: rows["half"]], frame.iloc[rows["half"] :].drop(columns="outcome")

    def run():
        estimator = nannyml.CBPE(
            y_pred_proba="score", y_pred="prediction", y_true="outcome", problem_type="classification_binary", chunk_number=CHUNKS, metrics=["accuracy", "precision", "recall", "f1", "roc_auc"]
        ).fit(reference)
        estimated = estimator.estimate(analysis).filter(period="analysis").to_df()
        return [estimated[("accuracy", "value")].iloc[-1]]

    return run


def drift_report(rows):
    import pandas as pd
    from evidently import Report
    from evidently.presets import DataDriftPreset

    half = rows["half"]
    side = lambda value, part: pd.DataFrame({"value": value, "score": rows["scores"][part], "sex": rows["sex"][part], "race": rows["race"][part]})
    reference, current = side(rows["reference"], slice(None, half)), side(rows["current"], slice(half, None))

    def run():
        Report([DataDriftPreset()]).run(current, reference)
        return []

    return run


OPERATIONS = {"auc": auc, "brier-calibration": brier_calibration, "ks": ks, "wasserstein": wasserstein, "psi": psi, "fairness": fairness, "cbpe": cbpe, "drift-report": drift_report}


def main():
    if len(sys.argv) < 2:
        print(json.dumps(versions()))
        return
    rows = read(sys.argv[1])
    prepared = {}
    for line in sys.stdin:
        name = json.loads(line)["operation"]
        if name not in prepared:
            prepared[name] = OPERATIONS[name](rows)
        start = time.perf_counter()
        values = prepared[name]()
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "values": [float(value) for value in values]}), flush=True)


main()
