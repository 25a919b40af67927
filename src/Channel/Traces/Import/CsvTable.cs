namespace SemCom.Channels;

/// <summary>Rows of a CSV file, checked for order while they come: all paths of a time, all times of a frame, all frames.</summary>
internal sealed class CsvTable(string file, bool isTable)
{
    /// <summary>How far times may be from equal spacing, in intervals.</summary>
    private const double Tolerance = 1e-3;

    private readonly List<Complex32> _gains = [];
    private readonly List<double> _delays = [];
    private readonly List<double> _times = [];
    private CsvRow _last;
    private int _path, _time, _frames;

    public int Count => _gains.Count;

    public void Add(CsvRow row, int line)
    {
        if (isTable)
            Check(row, line);
        _gains.Add(row.Gain);
        _last = row;
    }

    /// <summary>A list of gains of one path.</summary>
    public RawTrace ToFlat(TraceImportOptions options)
    {
        CheckAny();
        return new(new(1, 1, 1, Count, 1), options.IntervalFor(Count, file), options.DelaysFor(1, file), [.. _gains]);
    }

    /// <summary>A whole table.</summary>
    public RawTrace ToTrace(TraceImportOptions options)
    {
        CheckAny();
        if (_path != _delays.Count)
            throw new SemComException($"{file}: every time must have all {_delays.Count} paths (the last has {_path}); complete it");
        CheckTimes();
        if (options.DelaysSeconds is not null)
            throw new SemComException($"{file}: delays must be given once (the file has a column delay_s); leave --delays out");
        if (options.IntervalSeconds is not null)
            throw new SemComException($"{file}: times must be given once (the file has a column time_s); leave --interval out");
        var interval = _times.Count == 1 ? 0 : (_times[^1] - _times[0]) / (_times.Count - 1);
        for (var i = 0; i < _times.Count; i++)
        {
            if (Math.Abs(_times[i] - _times[0] - i * interval) > Tolerance * interval)
                throw new SemComException($"{file}: times must be equally spaced (time {i} is {_times[i]} s where {_times[0] + i * interval} s is expected); resample it");
        }
        return new(new(_frames, 1, 1, _times.Count, _delays.Count), interval, [.. _delays], [.. _gains]);
    }

    private void Check(CsvRow row, int line)
    {
        var nextFrame = Count == 0 || row.Frame != _last.Frame;
        var nextTime = nextFrame || row.TimeSeconds != _last.TimeSeconds;
        if (nextTime)
        {
            if (_path != _delays.Count)
                throw Refuse(line, $"every time must have all {_delays.Count} paths", $"the time before has {_path}", "complete it");
            _path = 0;
        }
        if (nextFrame)
            StartFrame(row, line);
        else if (nextTime)
            StartTime(row, line);
        CheckPath(row, line, growing: _frames == 1 && _time == 0);
        _path++;
    }

    private void StartFrame(CsvRow row, int line)
    {
        if (row.Frame != _frames)
            throw Refuse(line, "frames must be numbered 0, 1, 2, … in order", $"was {row.Frame} where {_frames} is next", "sort the rows");
        if (_frames > 0)
            CheckTimes();
        if (_frames == 0)
            _times.Add(row.TimeSeconds);
        _frames++;
        _time = 0;
        CheckTime(row, line);
    }

    private void StartTime(CsvRow row, int line)
    {
        if (row.TimeSeconds < _last.TimeSeconds)
            throw Refuse(line, "times must go up within a frame", $"was {row.TimeSeconds} s after {_last.TimeSeconds} s", "sort the rows by frame, time and path");
        _time++;
        if (_frames == 1)
            _times.Add(row.TimeSeconds);
        CheckTime(row, line);
    }

    private void CheckTime(CsvRow row, int line)
    {
        if (_time >= _times.Count || Math.Abs(_times[_time] - row.TimeSeconds) > Tolerance * Math.Abs(_times[^1] - _times[0]) / Math.Max(1, _times.Count - 1))
            throw Refuse(line, "every frame must have the times of the first", $"was {row.TimeSeconds} s", "resample the frames");
    }

    private void CheckPath(CsvRow row, int line, bool growing)
    {
        if (row.Path != _path)
            throw Refuse(line, "paths must be numbered 0, 1, 2, … in order within a time", $"was {row.Path} where {_path} is next", "sort the rows by frame, time and path");
        if (growing && _path < TraceShape.MaxPaths)
            _delays.Add(row.DelaySeconds);
        else if (_path >= TraceShape.MaxPaths)
            throw Refuse(line, $"there may be at most {TraceShape.MaxPaths} paths", "has more", "keep the strongest paths");
        else if (_path >= _delays.Count)
            throw Refuse(line, $"every time must have all {_delays.Count} paths", "has more", "use the same paths throughout");
        else if (row.DelaySeconds != _delays[_path])
            throw Refuse(line, $"a path must keep its delay ({_delays[_path]} s for path {_path})", $"was {row.DelaySeconds} s", "give paths with other delays other numbers");
    }

    private void CheckTimes()
    {
        if (_time != _times.Count - 1)
            throw new SemComException($"{file}: every frame must have all {_times.Count} times (frame {_frames - 1} has {_time + 1}); complete it");
    }

    private void CheckAny()
    {
        if (Count == 0)
            throw new SemComException($"{file}: there must be at least one row of gains (found none); add rows");
    }

    private SemComException Refuse(int line, string rule, string was, string remedy) => new($"{file}, line {line}: {rule} ({was}); {remedy}");
}
