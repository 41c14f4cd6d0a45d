"""The demonstration: a real year of a real centre, and three years of a fictional one."""

from db.demo.loading import ACCOUNTS, PASSWORD, DemoRefused, load

__all__ = ["ACCOUNTS", "PASSWORD", "DemoRefused", "load"]
