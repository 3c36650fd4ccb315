"""The pages of the employment office as one blueprint."""

from flask import Blueprint

pages = Blueprint("office", __name__, template_folder="../templates", url_prefix="/office")
