"""Settings, all from the environment; without any, an embedded portal on SQLite in `var/`."""

from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
# The embedded default serves one machine; a real deployment sets its own key, hosts and HTTPS.
EMBEDDED = "SECRET_KEY" not in env.ENVIRON
SECRET_KEY = env.str("SECRET_KEY", default="embedded-portal-on-this-machine-only-set-SECRET_KEY-to-serve-others")
# Makes the marks of the read log; it never lies in the database, nor in the same backup.
READ_LOG_KEY = env.str("READ_LOG_KEY", default="embedded-read-log-on-this-machine-only" if EMBEDDED else "")
if len(READ_LOG_KEY) < 32 or (READ_LOG_KEY == SECRET_KEY):
    raise ImproperlyConfigured("Set READ_LOG_KEY to a long random text of its own (32 characters at least).")
# What seals who a child is (partnership/sealing.py): the first seals, the others still open what they sealed.
SEALING_KEYS = env.list("SEALING_KEYS", default=["ZW1iZWRkZWQtcG9ydGFsLW9uLXRoaXMtbWFjaGluZS0="] if EMBEDDED else [])
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

PARTNERSHIP_NAME = env.str("PARTNERSHIP_NAME", default="Safeguarding Partnership")
# A partnership's own colour replaces petrol on screen and in print; white on it must reach 7:1.
PARTNERSHIP_BRAND = env.str("PARTNERSHIP_BRAND", default="#12414c")
# Counts of child deaths below it are not shown; 4 is the least that can protect.
CHILD_DEATH_THRESHOLD = env.int("CHILD_DEATH_THRESHOLD", default=5)

INSTALLED_APPS = [
    "partnership.apps.PartnershipConfig",
    "reviews",
    "audits",
    "training",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_forms_gds",
    "csp",
    "django_filters",
    "django_tables2",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "partnership.middleware.PrivatePagesMiddleware",
    "partnership.middleware.SecondFactorMiddleware",
]

ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "partnership.context.portal",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"
DJANGO_TABLES2_TEMPLATE = "django_tables2/govuk.html"

# --- Data ---------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'portal.sqlite3'}")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Read-then-write by three processes failed in 285 of 900 tries without WAL and IMMEDIATE, in none with.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=VAR_DIR / "media")
# Files are private: they are sent by views that ask the policy, so there is no MEDIA_URL.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024

# --- Language and time --------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

# --- Static files -------------------------------------------------------
STATIC_URL = "static/"
# The embedded default serves straight from `static/`; what is collected is served where others are.
STATIC_ROOT = None if EMBEDDED else env.str("STATIC_ROOT", default=str(VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = EMBEDDED

# --- Who signs in -------------------------------------------------------
AUTH_USER_MODEL = "partnership.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "partnership:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "partnership.accounts.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "partnership.forms.accounts.SignInForm",
    "reset_password": "partnership.forms.accounts.AskForLinkForm",
    "reset_password_from_key": "partnership.forms.accounts.NewPasswordForm",
    "change_password": "partnership.forms.accounts.ChangePasswordForm",
    "reauthenticate": "partnership.forms.accounts.PasswordAgainForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
# Behind a proxy, the address that counts is the last but one: the one that our own proxy wrote down.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.bool("BEHIND_PROXY", default=False) else 0
# Tries are counted here: several server processes need one that they share, such as Redis.
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
REQUIRE_MFA = env.bool("REQUIRE_MFA", default=not EMBEDDED)
MFA_ADAPTER = "partnership.accounts.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "partnership.forms.accounts.CodeForm",
    "reauthenticate": "partnership.forms.accounts.CodeAgainForm",
    "activate_totp": "partnership.forms.accounts.SetUpAppForm",
    "add_webauthn": "partnership.forms.accounts.AddKeyForm",
    "edit_webauthn": "partnership.forms.accounts.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = PARTNERSHIP_NAME
# Accounts come by invitation, so their address is known; allauth would else refuse them a second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# --- Sessions and headers -----------------------------------------------
# Thirty minutes without a page, and one is signed out.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_ENGINE = "partnership.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not EMBEDDED
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 0 if EMBEDDED else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not EMBEDDED
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- Jobs ---------------------------------------------------------------
# Without a broker, jobs are drained in-process from the same table.
CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default="")
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Above what the longest job may take, an import's lease (partnership/services/uploads.py); below the broker's patience.
CELERY_TASK_SOFT_TIME_LIMIT = 660
CELERY_TASK_TIME_LIMIT = 690
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 720}
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {"task": "partnership.sweep_jobs", "schedule": 10.0, "options": {"expires": 9}},
    "sweep-messages": {"task": "partnership.sweep_messages", "schedule": 60.0, "options": {"expires": 50}},
    "timely": {"task": "partnership.do_timely", "schedule": 60.0, "options": {"expires": 50}},
    # At seven, London time; the later ones find the day's digests asked for, unless nothing ran at seven.
    "digests": {"task": "partnership.ask_for_digests", "schedule": crontab(hour="7-23", minute="*/10")},
}

# --- E-mail -------------------------------------------------------------
# The embedded default sends nothing: each message becomes a file.
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{VAR_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="portal@example.org")
# Where the portal is found: mail and calendars, which leave it, hold whole addresses.
PORTAL_URL = env.str(
    "PORTAL_URL", default="http://127.0.0.1:8000" if EMBEDDED else f"https://{ALLOWED_HOSTS[0]}"
).rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

CSRF_FAILURE_VIEW = "partnership.lapsed.csrf_failure"
