"""Owns all of the network: manners, the SSRF guard, limits, typed failures."""

from monitor.fetch.client import Client, user_agent
from monitor.fetch.guard import Guard, Resolver, is_public, system_resolver
from monitor.fetch.hosts import Hosts
from monitor.fetch.manners import Manners
from monitor.fetch.model import Failure, FailureReason, Request, Response
from monitor.fetch.patience import HostState
from monitor.fetch.robots import Robots, RobotsText

__all__ = [
    "Client",
    "Failure",
    "FailureReason",
    "Guard",
    "HostState",
    "Hosts",
    "Manners",
    "Request",
    "Resolver",
    "Response",
    "Robots",
    "RobotsText",
    "is_public",
    "system_resolver",
    "user_agent",
]
