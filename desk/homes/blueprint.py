"""The pages of households as one blueprint, and what their addresses share."""

from flask import Blueprint

pages = Blueprint("homes", __name__, template_folder="../templates", url_prefix="/homes")

LARGEST_ID = 2**31 - 1
HOME = f"<int(max={LARGEST_ID}):household_id>"
