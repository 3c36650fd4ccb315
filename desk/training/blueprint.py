"""The pages about classes that are planned as one blueprint."""

from flask import Blueprint

from desk.row_ids import LARGEST_ID

pages = Blueprint("training", __name__, template_folder="../templates", url_prefix="/training")

PLAN = f"<int(max={LARGEST_ID}):plan_id>"
