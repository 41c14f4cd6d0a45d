"""Le mois: the spread of the activity report, turned by buttons and arrow keys."""

from components.auth import require
from components.data import read
from components.filters import asked_month, available_years, today
from components.month_view import show_month
from db.queries import comparisons, months
from domain.periods import Period
from domain.roles import Role
from domain.scope import Scope

user = require(Role.READER)
year, month = asked_month(user)
scope = Scope(user.centre.centre_id, Period.of_month(year, month))
spread = read(months.month_spread, scope=scope, role=user.role, today=today(user))
compared = read(comparisons.compared_month, scope=scope, today=today(user))
show_month(spread, compared, user, available_years(user))
