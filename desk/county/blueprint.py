"""The pages of the county as one blueprint."""

from flask import Blueprint

pages = Blueprint("county", __name__, template_folder="../templates", url_prefix="/county")
