project = "Salt and solder"
author = "Marta Lindqvist"
copyright = "2024, Marta Lindqvist"
extensions = ["myst_parser"]
html_theme = "furo"
myst_enable_extensions = ["colon_fence", "deflist", "dollarmath", "tasklist"]
extensions.append("sphinx.ext.mathjax")
