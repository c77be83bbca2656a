"""What an analyst would write in vectorised NumPy for the bundled hundred-per-cycle over twelve rotations."""
from measure import draw, finish, keep, nobody

advocates = nobody()
for rotation in range(1, 13):
    referred = advocates
    engaged = 100 + referred
    acquired = draw.binomial(engaged, .3)
    nurtured = draw.binomial(acquired, .75)
    told = draw.binomial(nurtured, .45)
    advocates = advocates + told
    keep(rotation, {
        "engage": engaged, "acquire": acquired, "nurture": nurtured, "advocate": told,
        "referred": referred, "active.advocate": advocates,
    })
finish()
