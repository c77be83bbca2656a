"""What an analyst would write in vectorised NumPy for uncertain.json: every number drawn once per run, people whole."""
import numpy as np
from measure import draw, finish, keep, nobody, runs

volume = 80 + 50 * draw.beta(1 + 4 * 20 / 50, 1 + 4 * 30 / 50, runs)
acquire = draw.beta(120, 280, runs)
nurture = draw.beta(30, 10, runs)
advocate = draw.beta(45, 55, runs)
retention = draw.beta(90, 10, runs)
variance = np.log(1 + (.2 / .8) ** 2)
rate = draw.lognormal(np.log(.8) - variance / 2, np.sqrt(variance), runs)
active = nobody()

for rotation in range(1, 13):
    whole = np.floor(volume)
    referred = draw.poisson(rate * active)
    engaged = (whole + (draw.random(runs) < volume - whole)).astype(np.int64) + referred
    acquired = draw.binomial(engaged, acquire)
    nurtured = draw.binomial(acquired, nurture)
    told = draw.binomial(nurtured, advocate)
    active = draw.binomial(active, retention) + told
    keep(rotation, {
        "engage": engaged, "acquire": acquired, "nurture": nurtured, "advocate": told,
        "referred": referred, "active.advocate": active,
    })
finish()
