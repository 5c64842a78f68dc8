// Code in colours, as the theme has it: 30 kB of rules for languages, and buttons.
import "@docusaurus/theme-classic/lib/prism-include-languages";

export { default } from "@theme-original/CodeBlock";
