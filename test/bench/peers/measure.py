"""What the peers share: the runs, the random numbers, the bands, and the CPU time, for which the clock starts once NumPy is there.
Debian: apt-get install python3-numpy; run: python3 shop-flywheel.py 100000"""
import json
import sys
import time

import numpy as np

LEVELS = np.array([.05, .5, .95])
runs = int(sys.argv[1])
# By how many standard errors a check lets the level of a quantile be off; without one nothing is computed for it.
slack = float(sys.argv[2]) if len(sys.argv) > 2 else None
draw = np.random.default_rng(1)
bands = {}
start = time.process_time()


def nobody():
    return np.zeros(runs, np.int64)


def everywhere(people):
    """So many people in every run."""
    return np.full(runs, people)


def total(people):
    """People of all origins together."""
    return sum(people.values())


def keep(rotation, figures):
    """Mean, standard deviation, 5 %, median and 95 % of each figure: quantiles that occurred, as flywheel has them."""
    for name, x in figures.items():
        bands[f"{name}@{rotation}"] = [x.mean(), x.std(ddof=1), *quantiles(x, LEVELS)]
        if slack:
            error = slack * np.sqrt(LEVELS * (1 - LEVELS) / runs)
            bands[f"{name}@{rotation}"] += [*quantiles(x, LEVELS - error), *quantiles(x, LEVELS + error)]


def quantiles(x, levels):
    return np.quantile(x, np.clip(levels, 0, 1), method="inverted_cdf")


def finish():
    cpu = time.process_time() - start
    print(json.dumps({"cpu": cpu, "bands": {name: [float(value) for value in band] for name, band in bands.items()}}))
