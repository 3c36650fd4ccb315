"""The pages of households as one blueprint, and what their addresses share."""

from flask import Blueprint

from desk.row_ids import LARGEST_ID

pages = Blueprint("homes", __name__, template_folder="../templates", url_prefix="/homes")

HOME = f"<int(max={LARGEST_ID}):household_id>"
