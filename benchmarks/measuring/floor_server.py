"""Serves a page of the benchmarks as `tandem serve` serves those of Tandem: floor_server.py PORT SCRIPT."""

import sys
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.routing import Route

from tandem.ui.server import SafeHeaders, ready, warm

app = st.App(
    str(Path(__file__).with_name(sys.argv[2])),
    lifespan=warm,
    routes=[Route("/api/ready", ready)],
    middleware=[Middleware(SafeHeaders)],
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
