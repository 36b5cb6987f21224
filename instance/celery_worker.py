"""Celery as a script: the interpreter of buildout takes the options that follow `-m` for itself."""

from celery.__main__ import main

if __name__ == "__main__":
    main()
