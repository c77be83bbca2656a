"""What an analyst would write in vectorised NumPy for the bundled shop-flywheel: money, repeat visits, two channels, a
referral loop with a conversion of its own."""
import numpy as np
from measure import draw, everywhere, finish, keep, nobody, runs, total

ACQUIRE = {"paid": .03, "search": .03, "friends": .06}
STAGES = ("engage", "acquire", "nurture", "retain", "advocate")
retained = {origin: nobody() for origin in ACQUIRE}
advocates = {origin: nobody() for origin in ACQUIRE}
cash = np.zeros(runs)

for rotation in range(1, 13):
    engaged = {"paid": everywhere(2000), "search": everywhere(1000), "friends": draw.poisson(3 * total(advocates))}
    visits = draw.poisson(.25 * total(retained))
    arrivals = {stage: nobody() for stage in STAGES}
    for origin, people in engaged.items():
        acquired = draw.binomial(people, ACQUIRE[origin])
        nurtured = draw.binomial(acquired, .8)
        kept = draw.binomial(nurtured, .35)
        told = draw.binomial(kept, .4)
        retained[origin] = draw.binomial(retained[origin], .92) + kept
        advocates[origin] = draw.binomial(advocates[origin], .9) + told
        for stage, came in zip(STAGES, (people, acquired, nurtured, kept, told)):
            arrivals[stage] = arrivals[stage] + came
    spend = 2000 * .6
    revenue = 48. * arrivals["acquire"] + 55. * visits
    cost = (spend + (6 + .45 * 48) * arrivals["acquire"] + (6 + .45 * 55) * visits + .2 * arrivals["nurture"]
            + .15 * total(retained) + 900)
    profit = revenue - cost
    cash = cash + profit
    keep(rotation, {
        **arrivals, "referred": engaged["friends"], "active.retain": total(retained), "active.advocate": total(advocates),
        "revenue": revenue, "cost": cost, "profit": profit, "cash": cash,
    })
finish()
