import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const mib = 1024 * 1024;

export type Settings = Readonly<Record<string, string>>;

/** PostgreSQL's configuration for this machine. Durability (fsync, synchronous_commit) stays at its safe default. */
export function settingsFor(port: number, overrides: Settings): Settings {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    shared_buffers: `${Math.floor(Math.min(2048, Math.max(128, memoryBytes() / 4 / mib)))}MB`,
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    jit: 'off',
    dynamic_shared_memory_type: hasRoomyShm() ? 'posix' : 'mmap',
    ...overrides,
  };
}

/** A container's limit when there is one, else the machine's memory. */
function memoryBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

// Containers often have 64 MB of /dev/shm, too little for a parallel query; files are slower and always there.
function hasRoomyShm(): boolean {
  if (process.platform !== 'linux') return process.platform === 'darwin';
  try {
    const { bsize, bavail } = statfsSync('/dev/shm');
    return bsize * bavail >= 256 * mib;
  } catch {
    return false;
  }
}
