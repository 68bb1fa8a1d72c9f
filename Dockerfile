FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /portal
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY package.json package-lock.json ./
COPY static static
RUN npm ci --ignore-scripts --no-audit --no-fund && npm run build && rm -rf node_modules
COPY . .
RUN useradd --create-home portal && mkdir -p var && chown portal var \
    && SECRET_KEY=build READ_LOG_KEY=only-while-the-image-is-being-built python manage.py collectstatic --no-input --verbosity 0
USER portal
EXPOSE 8000
CMD ["gunicorn", "partnership.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4"]
