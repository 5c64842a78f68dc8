import { writeApi } from "./api.ts";
await writeApi();
