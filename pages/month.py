"""Le mois: the spread of the activity report, turned by buttons and arrow keys."""

from components.auth import require
from components.data import read
from components.filters import asked_month, available_years, today
from components.month_view import show_month
from db.queries import months
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope

user = require(Role.READER)
year, month = asked_month(user)
spread = read(
    months.month_spread,
    scope=Scope(user.centre.centre_id, Period.of_month(year, month)),
    role=user.role,
    today=today(user),
)
show_month(spread, user, available_years(user))
