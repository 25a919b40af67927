using System.Text;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Which frames of an endless row arrive. Frames are sent one after the other, as many as somebody wants to know of, and each only once; what is concluded from
/// them depends on nothing but the rule that says when to stop. For any number of threads.
/// </summary>
/// <param name="open">Gets ready to send; what it returns sends the frame of a number and says whether it arrives. Not kept, for links are large.</param>
/// <param name="known">What is remembered of the first frames: one character for each.</param>
/// <param name="remember">Is given what is known of all frames when more were sent.</param>
internal sealed class FrameTrials(Func<Func<int, bool>> open, string known, Action<string> remember)
{
    private const char Arrived = '.';
    private const char Failed = 'x';

    private readonly Lock _lock = new();
    private readonly StringBuilder _outcomes = new(known.All(c => c is Arrived or Failed) ? known : "");

    /// <summary>Counts frames from the first one on until there are enough.</summary>
    /// <param name="enough">Whether that many sent and failed frames are enough.</param>
    public (int Sent, int Failed) Until(Func<int, int, bool> enough)
    {
        lock (_lock)
        {
            var before = _outcomes.Length;
            Func<int, bool>? arrives = null;
            var (sent, failed) = (0, 0);
            while (!enough(sent, failed))
            {
                if (sent == _outcomes.Length)
                {
                    arrives ??= open();
                    _outcomes.Append(arrives(sent) ? Arrived : Failed);
                }
                if (_outcomes[sent++] == Failed)
                    failed++;
            }
            if (_outcomes.Length > before)
                remember(_outcomes.ToString());
            return (sent, failed);
        }
    }
}
