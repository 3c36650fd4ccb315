"""The pages about classes that are planned as one blueprint."""

from flask import Blueprint

pages = Blueprint("training", __name__, template_folder="../templates", url_prefix="/training")

LARGEST_ID = 2**31 - 1
PLAN = f"<int(max={LARGEST_ID}):plan_id>"
