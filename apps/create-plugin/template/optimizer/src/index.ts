export { __name__ } from "./__name__.ts";
