SHELL := /bin/bash
PYTHON := .venv/bin/python

.PHONY: run test setup lint bench
