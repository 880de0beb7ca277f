import { DataTypes, Sequelize } from 'sequelize';
import { serve } from './serve.js';

const sequelize = new Sequelize(process.env.DATABASE_URL, { logging: false, pool: { max: 4, idle: 600_000 } });
const options = { timestamps: false, underscored: true };
const Resume = sequelize.define('resume', { title: DataTypes.TEXT }, options);
const Section = sequelize.define('section', { title: DataTypes.TEXT }, options);
Resume.hasMany(Section);
Section.belongsTo(Resume);
const resumes = () => Resume.findAll({ order: ['id'] });

serve({
  async lazy() {
    let count = 0;
    for (const resume of await resumes()) count += (await resume.getSections()).length;
    return count;
  },
  async together() {
    return (await Promise.all((await resumes()).map((resume) => resume.getSections()))).flat().length;
  },
  async eager() {
    return (await Resume.findAll({ include: Section })).flatMap(({ sections }) => sections).length;
  },
  async batch() {
    const found = await Resume.findAll({ include: { model: Section, separate: true } });
    return found.flatMap(({ sections }) => sections).length;
  },
  async transaction() {
    await sequelize.transaction(async (transaction) => {
      const section = await Section.create({ title: 'new', resumeId: 1 }, { transaction });
      await section.destroy({ transaction });
    });
    return 1;
  },
});
