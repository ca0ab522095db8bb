"""Documents of offices read into reports: Word, web pages, text, Markdown, Excel, PDF.

Needs the extra ``gongkai[import]``; nothing else in the package imports this.
"""
