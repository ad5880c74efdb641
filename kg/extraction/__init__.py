"""An annotated document to statements: who did what to whom, who is what, how it is put and by whom."""
