"""The one package that knows MkDocs: options, hooks, navigation."""
