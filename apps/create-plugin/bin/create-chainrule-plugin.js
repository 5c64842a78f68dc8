#!/usr/bin/env node
// Stands apart from dist so that an install can link the command before the first build.
import "../dist/main.js";
