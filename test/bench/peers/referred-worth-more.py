"""What an analyst would write in vectorised NumPy for the bundled referred-worth-more: a subscription whose referred
customers convert better, stay longer and earn their friends a reward."""
import numpy as np
from measure import draw, everywhere, finish, keep, nobody, runs, total

SUBSCRIBE = {"paid": .4, "friends": .5}
STAYS = {"paid": .94, "friends": .96}
STAGES = ("visit", "trial", "subscribe")
subscribers = {origin: nobody() for origin in SUBSCRIBE}
cash = np.zeros(runs)

for rotation in range(1, 34):
    visitors = {"paid": everywhere(1000), "friends": draw.poisson(.05 * total(subscribers))}
    arrivals = {stage: nobody() for stage in STAGES}
    subscribed = {}
    for origin, people in visitors.items():
        tried = draw.binomial(people, .2)
        subscribed[origin] = draw.binomial(tried, SUBSCRIBE[origin])
        subscribers[origin] = draw.binomial(subscribers[origin], STAYS[origin]) + subscribed[origin]
        for stage, came in zip(STAGES, (people, tried, subscribed[origin])):
            arrivals[stage] = arrivals[stage] + came
    spend = 1000 * 4 + 25. * subscribed["friends"]
    revenue = 12. * total(subscribers)
    cost = spend + 1. * arrivals["trial"] + 3. * total(subscribers)
    profit = revenue - cost
    cash = cash + profit
    keep(rotation, {
        **arrivals, "referred": visitors["friends"], "active.subscribe": total(subscribers),
        "revenue": revenue, "cost": cost, "profit": profit, "cash": cash,
    })
finish()
