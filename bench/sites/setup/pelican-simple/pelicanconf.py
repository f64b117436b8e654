AUTHOR = "Marta Lindqvist"
SITENAME = "Salt and solder"
SITEURL = "https://salt.example.org"
PATH = "content"
THEME = "simple"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.codehilite": {"css_class": "highlight"},
        "markdown.extensions.meta": {},
        "pymdownx.tasklist": {},
        "pymdownx.arithmatex": {"generic": True},
        "markdown.extensions.extra": {},
        "markdown.extensions.admonition": {},
    },
    "output_format": "html5",
}
