"""Every setting of the café. Each variable it reads is explained in docs/operations.md."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from virtualcafe.lib import environment as env
from virtualcafe.lib import logs, mail_url
from virtualcafe.lib.secret_key import kept_secret

BASE = Path(__file__).resolve().parent.parent
CAFE_TEST = env.switch("CAFE_TEST", default=False)
CAFE_DATA = env.folder("CAFE_DATA", BASE.parent / "data")
DEBUG = env.switch("CAFE_DEBUG", default=False)

SECRET_KEY = env.text("CAFE_SECRET_KEY") or kept_secret(CAFE_DATA / "secret-key")

# --- Addresses --------------------------------------------------------------------------------
CAFE_URL = env.origin("CAFE_URL")
CAFE_ORIGINS = [origin.geturl() for origin in env.origins("CAFE_ORIGINS")]
CAFE_TRUSTED_PROXIES = env.networks("CAFE_TRUSTED_PROXIES")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.words("CAFE_HOSTS")]
CSRF_TRUSTED_ORIGINS = list(CAFE_ORIGINS)
SECURE = CAFE_URL is not None and CAFE_URL.scheme == "https"
if CAFE_URL is not None:
    ALLOWED_HOSTS.append(CAFE_URL.hostname or "")
    CSRF_TRUSTED_ORIGINS.append(CAFE_URL.geturl())

ROOT_URLCONF = "virtualcafe.config.urls"
ASGI_APPLICATION = "virtualcafe.config.asgi.application"

# --- Apps -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "virtualcafe.realtime",
    "virtualcafe.accounts",
    "virtualcafe.notifications",
    "virtualcafe.rooms",
    "virtualcafe.chat",
    "virtualcafe.focus",
    "virtualcafe.progress",
    "virtualcafe.pages",
    "virtualcafe.api",
]

MIDDLEWARE = [
    "virtualcafe.accounts.proxies.BehindProxies",
    "virtualcafe.pages.assets.FewHeaders",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "virtualcafe.api.origins.CrossOrigin",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "virtualcafe.pages.refusals.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------
DATABASES = {
    "default": env.postgres("DATABASE_URL")
    or {
        "ENGINE": "virtualcafe.lib.fair_sqlite",
        "NAME": CAFE_DATA / "cafe.sqlite3",
        "CONN_MAX_AGE": None,
        "TEST": {"NAME": CAFE_DATA / "test.sqlite3"},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "cached_statements": 48,
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "PRAGMA cache_size=-4000;",
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # Rate limits live here: at Django's 300 entries a crowd would push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
if REDIS_URL:
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{kind}Validator"}
    for kind in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
if CAFE_TEST:
    PASSWORD_HASHERS = ["virtualcafe.accounts.hashers.QuickHasher"]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

CAFE_SIGNUP = env.choice("CAFE_SIGNUP", "open", among=("open", "invitation", "domain"))
CAFE_SIGNUP_DOMAINS = [domain.lower().lstrip("@") for domain in env.words("CAFE_SIGNUP_DOMAINS")]
if CAFE_SIGNUP == "domain" and not CAFE_SIGNUP_DOMAINS:
    raise env.WrongSetting("CAFE_SIGNUP_DOMAINS", "a list such as school.example", "")
CAFE_ROOMS_BY = env.choice("CAFE_ROOMS_BY", "everyone", among=("everyone", "verified", "teachers"))

CAFE_PRIVATE_MESSAGES = env.switch("CAFE_PRIVATE_MESSAGES", default=True)

ACCOUNT_ADAPTER = "virtualcafe.accounts.adapter.Doorkeeper"
ACCOUNT_FORMS = {
    "signup": "virtualcafe.accounts.forms.SignupForm",
    "login": "virtualcafe.accounts.forms.LoginForm",
    "reset_password": "virtualcafe.accounts.forms.ResetPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_USERNAME_VALIDATORS = "virtualcafe.accounts.usernames.validators"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "virtualcafe.accounts.reset_tokens.PasswordResetTokens"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# --- Mail: written by whoever asks, sent by the worker ----------------------------------------
_transport = mail_url.transport("EMAIL_URL")
#: Can letters reach anybody? If not, nobody is asked to verify and everyone counts as verified.
CAFE_MAIL = _transport is not None
_mail = dict(_transport or {"BACKEND": mail_url.FOLDER, "EMAIL_FILE_PATH": str(CAFE_DATA / "mail")})
EMAIL_BACKEND = "virtualcafe.accounts.mail.QueuedBackend"
CAFE_MAIL_BACKEND = str(_mail.pop("BACKEND"))
globals().update(_mail)
EMAIL_TIMEOUT = 30
_host = CAFE_URL.hostname if CAFE_URL is not None else "localhost"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("CAFE_MAIL_FROM", f"Virtual Café <cafe@{_host}>")
ACCOUNT_EMAIL_VERIFICATION = "optional" if CAFE_MAIL else "none"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Words and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en"
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = CAFE_DATA / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": env.files("CAFE_FILES_S3", CAFE_DATA / "files"),
    "staticfiles": {"BACKEND": "virtualcafe.pages.assets.HashedFiles"},
}
CAFE_CLAMD = env.scanner("CAFE_CLAMD")

# --- Safety -----------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

# --- JSON -------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # Bearer first: it names how to authenticate, which makes a refusal 401 and not 403.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "virtualcafe.api.authentication.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "virtualcafe.api.negotiation.AnswersAnyway",
    "DEFAULT_PARSER_CLASSES": ["virtualcafe.api.parsers.BoundedJSONParser"],
    "DEFAULT_THROTTLE_CLASSES": ["virtualcafe.api.throttling.PerMinute"],
    "DEFAULT_PAGINATION_CLASS": "virtualcafe.api.pagination.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "virtualcafe.api.errors.refuse",
}
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=30),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=14),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Virtual Café",
    "DESCRIPTION": "Everything the pages do, as JSON. What is live comes over the WebSocket.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "PersonRole": "virtualcafe.accounts.models.Person.Role",
        "RoomRole": ["host", "member"],
        "SessionKind": "virtualcafe.focus.models.Session.Kind",
        "AttachmentKind": "virtualcafe.chat.models.Attachment.Kind",
        "TimerPlan": ["50/10", "25/5"],
    },
}

# --- Limits of the wire protocol; 0 lifts one -------------------------------------------------
CAFE_LIMITS = {
    name: env.number(f"CAFE_{name}", default)
    for name, default in {
        "FRAMES_PER_SECOND": 20,
        "FRAMES_BURST": 60,
        "MESSAGES_PER_5S": 10,
        "TYPING_SECONDS": 3,
        "CONNECTIONS_PER_PERSON": 10,
        "STREAMS_PER_CONNECTION": 100,
        "HANDSHAKE_SECONDS": 5,
        "QUEUE_FRAMES": 256,
        "QUEUE_BYTES": 1_048_576,
        "HEARTBEAT_SECONDS": 25,
        "REPLAY_EVENTS": 500,
        "API_PER_MINUTE": 600,
        "SIGNUPS_PER_MINUTE": 20,
        "FILE_MB": 25,
        "PERSON_MB": 1_024,
        "VOICE_SECONDS": 300,
        "UPLOADS_PER_MINUTE": 30,
    }.items()
}

_signups = CAFE_LIMITS["SIGNUPS_PER_MINUTE"]
ACCOUNT_RATE_LIMITS = {
    "signup": f"{_signups}/m/ip" if _signups else "",
    # A class logs in from one address at once: only wrong passwords count, a few for each name.
    "login": "",
    "login_failed": "100/m/ip,10/300s/key",
    # The letter at sign-up, and three more in ten minutes.
    "confirm_email": "4/10m/key",
    "reset_password": "20/m/ip,5/10m/key",
}

LOGGING = logs.to_stderr()
