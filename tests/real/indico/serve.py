"""Serves Indico on loopback, runs in Indico's own environment: serve.py PORT."""

import sys

from indico.web.flask.app import make_app
from werkzeug.serving import run_simple

run_simple("127.0.0.1", int(sys.argv[1]), make_app(), threaded=True)
