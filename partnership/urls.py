"""Every address of the portal."""

from django.urls import include, path

from partnership.registers.views import register_urls
from partnership.views import attachments, calendar, challenges, meetings, messages, read_log, risks
from partnership.views.access import urls as access
from partnership.views.accounts import AddressIsFixed
from partnership.views.actions import urls as actions
from partnership.views.agencies import urls as agencies
from partnership.views.brand import Brand
from partnership.views.governance import urls as governance
from partnership.views.home import Home
from partnership.views.imports import ImportConfirm, ImportDetail, ImportList, ImportThrowAway, WorkbookExport
from partnership.views.indicators import urls as indicators
from partnership.views.jobs import JobStatus
from partnership.views.kept import KeptTextDetail
from partnership.views.money import urls as money
from partnership.views.places import OwnPages, PlacePage
from partnership.views.plans import urls as plans
from partnership.views.public import PublicPage
from partnership.views.record_access.urls import urls as record_access_urls
from partnership.views.search import Search
from partnership.views.session import SessionStay
from partnership.views.showing import ShowingChange
from partnership.views.users import urls as users

handler403 = "partnership.views.errors.not_allowed"
handler404 = "partnership.views.errors.not_found"

ground_floor = [
    path("", Home.as_view(), name="home"),
    path("your-pages/", OwnPages.as_view(), name="own-pages"),
    path("search/", Search.as_view(), name="search"),
    path("places/<slug:key>/", PlacePage.as_view(), name="place"),
    path("imports/", ImportList.as_view(), name="import-list"),
    path("imports/<int:pk>/", ImportDetail.as_view(), name="import-detail"),
    path("imports/<int:pk>/confirm/", ImportConfirm.as_view(), name="import-confirm"),
    path("imports/<int:pk>/throw-away/", ImportThrowAway.as_view(), name="import-throw-away"),
    path("workbook/", WorkbookExport.as_view(), name="workbook-export"),
    path("jobs/<int:pk>/", JobStatus.as_view(), name="job-status"),
    *attachments.urls,
    *calendar.urls,
    *messages.urls,
    *read_log.urls,
    path("accounts/email/", AddressIsFixed.as_view(), name="account-address"),
    path("session/stay/", SessionStay.as_view(), name="session-stay"),
    path("kept/<int:pk>/", KeptTextDetail.as_view(), name="kept-detail"),
    path("showing/", ShowingChange.as_view(), name="showing"),
    path("help/", PublicPage.as_view(template_name="public/help.html"), name="help"),
    path("accessibility/", PublicPage.as_view(template_name="public/accessibility.html"), name="accessibility"),
    path("privacy/", PublicPage.as_view(template_name="public/privacy.html"), name="privacy"),
    path("contact/", PublicPage.as_view(template_name="public/contact.html"), name="contact"),
    path("brand.css", Brand.as_view(), name="brand"),
    *users.urls,
    *access.urls,
    *record_access_urls,
    *governance.urls,
    # Before the list that every register has.
    *agencies.urls,
    *actions.urls,
    *plans.urls,
    *meetings.urls,
    *risks.urls,
    *challenges.urls,
    *money.urls,
    *indicators.urls,
    *register_urls("partnership"),
]

urlpatterns = [
    path("", include((ground_floor, "partnership"))),
    path("accounts/", include("allauth.urls")),
    path("", include("reviews.urls")),
    path("", include("audits.urls")),
    path("", include("training.urls")),
    path("", include("reporting.urls")),
]
