import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/panels.css';
import './styles/controls.css';
import './styles/plots.css';
import { Studio } from './studio';

new Studio().open();
