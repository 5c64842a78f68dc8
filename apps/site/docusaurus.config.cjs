// Docusaurus evaluates its configuration as CommonJS; ours is a module, as everything else.
const { createRequire } = require("node:module");

module.exports = createRequire(__filename)("./site.config.ts").default;
