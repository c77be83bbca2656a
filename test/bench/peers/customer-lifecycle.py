"""What an analyst would write in vectorised NumPy for the bundled customer-lifecycle: half of those who notice skip a stage,
noticing takes seven of thirty messages, members refer and come back, with money."""
from math import comb

import numpy as np
from measure import draw, everywhere, finish, keep, nobody, runs, total

NOTICE = 86 / 362
ENGAGE = {"paid": sum(comb(30, k) * NOTICE ** k * (1 - NOTICE) ** (30 - k) for k in range(7, 31)), "friends": .8}
STAGES = ("awareness", "engagement", "evaluation", "purchase", "experience", "bond")
experienced = {origin: nobody() for origin in ENGAGE}
bonded = {origin: nobody() for origin in ENGAGE}
cash = np.zeros(runs)

for rotation in range(1, 25):
    aware = {"paid": everywhere(10000), "friends": draw.poisson(2 * total(bonded))}
    visits = draw.poisson(.15 * total(bonded))
    arrivals = {stage: nobody() for stage in STAGES}
    for origin, people in aware.items():
        noticed = draw.binomial(people, ENGAGE[origin])
        skipped = draw.binomial(noticed, .5)
        engaged = noticed - skipped
        evaluated = draw.binomial(engaged, .3) + skipped
        bought = draw.binomial(evaluated, .112)
        glad = draw.binomial(bought, .9)
        stayed = draw.binomial(glad, .5)
        experienced[origin] = draw.binomial(experienced[origin], .9) + glad
        bonded[origin] = draw.binomial(bonded[origin], .95) + stayed
        for stage, came in zip(STAGES, (people, engaged, evaluated, bought, glad, stayed)):
            arrivals[stage] = arrivals[stage] + came
    spend = 10000 * 1
    orders = arrivals["purchase"] + visits
    revenue = 120. * orders
    cost = spend + .3 * arrivals["evaluation"] + (7 + .55 * 120) * orders + 2. * total(experienced)
    profit = revenue - cost
    cash = cash + profit
    keep(rotation, {
        **arrivals, "referred": aware["friends"], "active.experience": total(experienced), "active.bond": total(bonded),
        "revenue": revenue, "cost": cost, "profit": profit, "cash": cash,
    })
finish()
