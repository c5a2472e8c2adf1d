import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SlicesOfSystems1795200000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The system that a slice was first seen in, whose limit it counts for. Null: from before each system had a limit of its own.
    await runner.query(`ALTER TABLE slice ADD COLUMN system_number int`);
    await runner.query(`CREATE INDEX slice_system ON slice (organisation_id, system_number)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE slice DROP COLUMN system_number`);
  }
}
