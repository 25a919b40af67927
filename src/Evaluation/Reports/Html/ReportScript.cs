namespace SemCom.Evaluation;

/// <summary>What moves in a report: sliders over stacked pictures, and which pictures they uncover.</summary>
internal static class ReportScript
{
    public const string JavaScript = """
        for (const box of document.querySelectorAll('.compare')) {
          const range = box.querySelector('input'), pictures = [...box.querySelectorAll('img')], tags = box.querySelectorAll('.tag');
          const [left, right] = box.parentElement.querySelectorAll('select');
          const show = () => {
            const [l, r] = [+left.value, +right.value];
            box.style.setProperty('--at', range.value + '%');
            pictures.forEach((picture, i) => picture.className = i === r ? 'right' : i === l ? 'left' : 'off');
            [l, r].forEach((choice, i) => tags[i].textContent = left.options[choice].text);
            range.setAttribute('aria-valuetext', `${range.value} % ${tags[0].textContent}, the rest ${tags[1].textContent}`);
          };
          for (const control of [range, left, right]) control.addEventListener('input', show);
          // Not every browser lets a finger drag a slider from anywhere.
          const drag = event => {
            if (!event.buttons) return;
            const place = box.getBoundingClientRect();
            range.value = 100 * (event.clientX - place.left) / place.width;
            show();
          };
          for (const kind of ['pointerdown', 'pointermove']) range.addEventListener(kind, drag);
          show();
        }
        """;
}
