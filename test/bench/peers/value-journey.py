"""What an analyst would write in vectorised NumPy for the bundled value-journey: eight stages, testimonials raise a
conversion, referral codes with a reward, repeat visits, dearer advertising, with money."""
import numpy as np
from measure import draw, everywhere, finish, keep, nobody, runs, total

ENGAGE = {"paid": .4, "codes": .6}
STAYS = {"paid": .9, "codes": .92}
STAGES = ("aware", "engage", "subscribe", "convert", "excite", "ascend", "advocate", "promote")
ascended = {origin: nobody() for origin in ENGAGE}
advocates = {origin: nobody() for origin in ENGAGE}
promoters = {origin: nobody() for origin in ENGAGE}
cash = np.zeros(runs)
price = .5

for rotation in range(1, 25):
    aware = {"paid": everywhere(20000), "codes": draw.poisson(1.5 * total(promoters))}
    visits = draw.poisson(.3 * total(ascended))
    witnesses = total(advocates)
    conversion = .2 + .04 * witnesses / (witnesses + 1000)
    arrivals = {stage: nobody() for stage in STAGES}
    bought = {}
    for origin, people in aware.items():
        engaged = draw.binomial(people, ENGAGE[origin])
        subscribed = draw.binomial(engaged, .25)
        bought[origin] = draw.binomial(subscribed, conversion)
        excited = draw.binomial(bought[origin], .85)
        rose = draw.binomial(excited, .45)
        told = draw.binomial(rose, .4)
        promoted = draw.binomial(told, .5)
        ascended[origin] = draw.binomial(ascended[origin], STAYS[origin]) + rose
        advocates[origin] = draw.binomial(advocates[origin], .9) + told
        promoters[origin] = draw.binomial(promoters[origin], .85) + promoted
        for stage, came in zip(STAGES, (people, engaged, subscribed, bought[origin], excited, rose, told, promoted)):
            arrivals[stage] = arrivals[stage] + came
    spend = 20000 * price + .02 * aware["codes"] + 10. * bought["codes"]
    revenue = 60. * arrivals["convert"] + 42. * arrivals["excite"] + 75. * visits
    cost = (spend + .05 * arrivals["aware"] + .2 * arrivals["engage"] + .9 * arrivals["subscribe"]
            + (9 + .5 * 60) * arrivals["convert"] + (4 + .4 * 42) * arrivals["excite"] + (5 + .35 * 75) * visits
            + .4 * total(ascended) + 8000)
    profit = revenue - cost
    cash = cash + profit
    price = price * 1.008
    keep(rotation, {
        **arrivals, "referred": aware["codes"], "active.ascend": total(ascended), "active.advocate": total(advocates),
        "active.promote": total(promoters), "revenue": revenue, "cost": cost, "profit": profit, "cash": cash,
    })
finish()
