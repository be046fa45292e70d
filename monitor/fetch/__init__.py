"""Owns all of the network: manners, the SSRF guard, limits, typed failures."""

from monitor.fetch.client import Client, user_agent
from monitor.fetch.guard import Guard, Resolver, is_public, system_resolver
from monitor.fetch.manners import Manners
from monitor.fetch.model import Failure, FailureReason, Request, Response

__all__ = [
    "Client",
    "Failure",
    "FailureReason",
    "Guard",
    "Manners",
    "Request",
    "Resolver",
    "Response",
    "is_public",
    "system_resolver",
    "user_agent",
]
