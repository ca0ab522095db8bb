"""Values to text: HTML and Markdown. Nothing here knows files or hosts."""
