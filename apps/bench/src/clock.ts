/** Seconds that this thread has had a processor: what other programs take does not count. */
export function threadTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
