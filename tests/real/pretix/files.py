"""pretix with its static and uploaded files, which in real installations the web server gives."""

import mimetypes
from pathlib import Path

from django.conf import settings
from pretix.wsgi import application as pretix

FOLDERS = {"/static/": settings.STATIC_ROOT, "/media/": settings.MEDIA_ROOT}


def application(environ, start_response):
    path = environ["PATH_INFO"]
    for prefix, folder in FOLDERS.items():
        root = Path(folder).resolve()
        file = (root / path.removeprefix(prefix)).resolve()
        if path.startswith(prefix) and file.is_relative_to(root) and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            start_response("200 OK", [("Content-Type", kind)])
            return [file.read_bytes()]
    return pretix(environ, start_response)
