AUTHOR = "Marta Lindqvist"
SITENAME = "Salt and solder"
SITEURL = "https://salt.example.org"
PATH = "content"
THEME = "theme"
TIMEZONE = "Asia/Shanghai"
ARTICLE_URL = ARTICLE_SAVE_AS = "posts/{slug}.html"
SLUGIFY_SOURCE = "basename"
DEFAULT_CATEGORY = "none"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
