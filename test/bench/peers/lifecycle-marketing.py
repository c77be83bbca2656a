"""What an analyst would write in vectorised NumPy for the bundled lifecycle-marketing: reviews raise a conversion, members
refer and come back, with money."""
import numpy as np
from measure import draw, everywhere, finish, keep, nobody, runs, total

ORIGINS = ("paid", "organic", "friends")
STAGES = ("reach", "acquisition", "conversion", "retention", "loyalty")
retained = {origin: nobody() for origin in ORIGINS}
loyal = {origin: nobody() for origin in ORIGINS}
cash = np.zeros(runs)

for rotation in range(1, 13):
    reached = {"paid": everywhere(4000), "organic": everywhere(3000), "friends": draw.poisson(2 * total(loyal))}
    visits = draw.poisson(.25 * total(loyal))
    reviewers = total(retained)
    conversion = .06 + .04 * reviewers / (reviewers + 2000)
    arrivals = {stage: nobody() for stage in STAGES}
    for origin, people in reached.items():
        acquired = draw.binomial(people, .2)
        converted = draw.binomial(acquired, conversion)
        kept = draw.binomial(converted, .6)
        bound = draw.binomial(kept, .4)
        retained[origin] = draw.binomial(retained[origin], .9) + kept
        loyal[origin] = draw.binomial(loyal[origin], .95) + bound
        for stage, came in zip(STAGES, (people, acquired, converted, kept, bound)):
            arrivals[stage] = arrivals[stage] + came
    spend = 4000 * .25
    orders = arrivals["conversion"] + visits
    revenue = 70. * orders
    cost = spend + .1 * arrivals["acquisition"] + (8 + .5 * 70) * orders + 1.5 * arrivals["retention"] + .3 * total(loyal)
    profit = revenue - cost
    cash = cash + profit
    keep(rotation, {
        **arrivals, "referred": reached["friends"], "active.retention": total(retained), "active.loyalty": total(loyal),
        "revenue": revenue, "cost": cost, "profit": profit, "cash": cash,
    })
finish()
