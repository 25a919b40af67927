namespace SemCom.Studio;

/// <summary>
/// The user group of a session: a camera, which sees the pictures, and a station, which is told of the scenes in them over the session's link. When a scene is new to the group its picture is made a
/// prototype and brought to the station, in one frame with an answer; what that costs is counted. The stream itself does not refer to prototypes.
/// </summary>
internal sealed class GroupKnowledge : IDisposable
{
    /// <summary>Side of the grid by which scenes are told apart.</summary>
    private const int Grid = 12;

    /// <summary>Mean difference of a field's brightness from which on a scene is another one [0..255].</summary>
    private const double Another = 18;

    /// <summary>Scenes that a group remembers.</summary>
    private const int MostScenes = 32;

    private readonly SlowWork _slow;
    private readonly MemoryKnowledgeStore _camera, _station;
    private readonly ulong _seed;
    private readonly Action<ServerMessage> _send;
    private readonly List<float[]> _scenes = [];
    private Task _work = Task.CompletedTask;
    private long _uses;

    /// <summary>A group that knows nothing yet.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="seed">Seed of noise and fading.</param>
    /// <param name="clock">Says whether entries are expired.</param>
    /// <param name="send">Tells the viewer.</param>
    /// <param name="slow">Does the teaching.</param>
    public GroupKnowledge(string id, ulong seed, TimeProvider clock, Action<ServerMessage> send, SlowWork slow)
    {
        (Id, _seed, _send, _slow) = (id, seed, send, slow);
        (_camera, _station) = (new MemoryKnowledgeStore(clock), new MemoryKnowledgeStore(clock));
    }

    /// <summary>The groups that there are.</summary>
    public static IReadOnlyList<NamedChoice> All { get; } = [new("harbour", "Harbour watch"), new("rescue", "Mountain rescue")];

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Tells the viewer what the group knows.</summary>
    /// <param name="happened">What happened, a line each.</param>
    public void Tell(params IReadOnlyList<string> happened) => _send(new KnowledgeMessage(Id, _station.Count, happened, Interlocked.Read(ref _uses)));

    /// <summary>Looks at the next picture; a scene that the group does not know is brought to the station beside the stream.</summary>
    public void Look(Picture picture, SessionSettings settings)
    {
        if (!_work.IsCompleted || _scenes.Count == MostScenes)
            return;
        var seen = Describe(picture);
        if (_scenes.Exists(scene => Difference(scene, seen) < Another))
            return;
        _scenes.Add(seen);
        var number = _scenes.Count;
        _work = TeachAsync(picture, settings.Channel.Full, settings.SnrDb, number);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A scene that is just being taught comes to its end first.
        _ = _work.ContinueWith(
            _ =>
            {
                _camera.Dispose();
                _station.Dispose();
            },
            TaskScheduler.Default);
    }

    private async Task TeachAsync(Picture picture, string channel, double snrDb, int number)
    {
        try
        {
            var result = await _slow.DoAsync(() =>
            {
                using var group = new KnowledgeMulticast(_camera, [new KnowledgeListener(channel, snrDb, _station)], "image-live", _seed + (ulong)number, threads: 1);
                return group.Teach(picture);
            }).ConfigureAwait(false);
            Interlocked.Add(ref _uses, result.Uses);
            var fate = result.Heard[0] ? "it arrived and was answered" : "it was lost";
            Tell(FormattableString.Invariant($"scene {number} is new: its prototype was sent in {result.Uses} channel uses, {fate}"));
        }
        catch (SemComException e)
        {
            Tell($"scene {number} is new, and cannot be brought to the station: {e.Message}");
        }
    }

    /// <summary>Mean brightness of each field of a grid.</summary>
    private static float[] Describe(Picture picture)
    {
        var (sums, counts) = (new float[Grid * Grid], new int[Grid * Grid]);
        for (var y = 0; y < picture.Height; y += 2)
        {
            for (var x = 0; x < picture.Width; x += 2)
            {
                var (field, i) = (y * Grid / picture.Height * Grid + x * Grid / picture.Width, 3 * (y * picture.Width + x));
                sums[field] += (picture.Rgb[i] + 2 * picture.Rgb[i + 1] + picture.Rgb[i + 2]) / 4f;
                counts[field]++;
            }
        }
        for (var i = 0; i < sums.Length; i++)
            sums[i] /= Math.Max(1, counts[i]);
        return sums;
    }

    private static double Difference(float[] a, float[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
            sum += Math.Abs(a[i] - b[i]);
        return sum / a.Length;
    }
}
